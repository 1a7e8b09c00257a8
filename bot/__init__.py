"""Sosik (소식, "news"): a Telegram bot that searches and quotes Korean news, verbatim and cited."""

__version__ = "0.1.0"
