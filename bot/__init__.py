"""Sosik (소식, "news"): a Telegram bot that searches and quotes Korean news, verbatim and cited."""

import os

# Before numpy loads: stories are told apart with matrices so small that waking threads for them costs
# 300 times the product.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "1.0.0"
