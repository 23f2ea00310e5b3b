"""What screens may ask and do; it must not know Flet or the hub's inside."""

import os

# pydantic would look through every installed package for plugins before the first model is made; there are none,
# and it costs a tenth of a cold start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "true")
