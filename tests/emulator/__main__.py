"""An emulated Telegram to which nobody writes, until it is ended: python -m tests.emulator

Prints what TELEGRAM_API_URL and TELEGRAM_BOT_TOKEN are set to.
"""

from __future__ import annotations

import asyncio

from tests.emulator import Emulator


async def main() -> None:
    async with Emulator() as telegram:
        print(telegram.url, telegram.token, flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
