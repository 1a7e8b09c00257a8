"""`just texts`: the catalogues sorted by key and evenly broken, as tests/i18n wants them."""

from __future__ import annotations

from bot.i18n.catalogue import LANGUAGES, parse, source, written


def main() -> None:
    """Rewrite the `.po` files."""
    for language in LANGUAGES:
        po = source(language)
        po.write_text(written(language, parse(language, po.read_bytes())), encoding="utf-8")


if __name__ == "__main__":
    main()
