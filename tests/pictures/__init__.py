"""Pictures of every sample: looked at by people, compared by tests."""
