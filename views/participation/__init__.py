"""The screens of Mach mit; they must not vote or fetch."""
