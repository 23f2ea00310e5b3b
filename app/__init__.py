"""The shell: start, wiring, frame and the served web; it must not hold what a measure knows or shows."""
