"""One's own trusted people, kept on this device alone."""
