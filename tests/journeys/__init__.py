"""Whole journeys of a person through the WueApp, in a real browser and in process."""
