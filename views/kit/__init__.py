"""The design system: tokens, theme and parts that are accessible on Flet web; it knows flet and itself."""
