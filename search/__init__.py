"""Owns the finding of German words, for device and hub alike; must not open files of its own or know a screen."""
