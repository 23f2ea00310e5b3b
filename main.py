"""The entry that Flet needs: `flet build` and the native client start here."""

from app.native import native

if __name__ == "__main__":
    native()
