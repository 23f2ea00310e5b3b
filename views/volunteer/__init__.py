"""The screens of the Heldenhelfer; they must not give legal advice."""
