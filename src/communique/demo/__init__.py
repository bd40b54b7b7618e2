"""Invented texts that ship with the package: three for `communique demo`, and an archive for `communique serve`."""
