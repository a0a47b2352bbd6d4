"""``python -m fpdata``."""

import sys

from fpdata.cli import main

sys.exit(main())
