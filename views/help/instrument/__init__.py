"""A short questionnaire about how somebody is."""
