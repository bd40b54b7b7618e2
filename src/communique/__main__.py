"""`python -m communique`: the same as the command `communique`."""

from communique.cli import main

if __name__ == "__main__":
    main(prog_name="communique")
