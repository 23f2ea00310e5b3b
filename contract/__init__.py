"""The words on the wire between app and hub; it must not know either of them."""
