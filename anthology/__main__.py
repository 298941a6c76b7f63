"""``python -m anthology``: the same as the ``anthology`` command."""

from .cli import main

if __name__ == "__main__":
    main()
