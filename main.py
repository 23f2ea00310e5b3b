"""The entry that Flet needs: `flet build` and the native client start here."""

from app.run import native

if __name__ == "__main__":
    native()
