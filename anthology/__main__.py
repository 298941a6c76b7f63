"""``python -m anthology``: the same as the ``anthology`` command."""

from anthology.cli import main

if __name__ == "__main__":
    main()
