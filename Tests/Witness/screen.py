"""A terminal that is not ours: what pyte shows after each picture.

Reads a line of JSON a terminal: {"width": …, "height": …, "pictures": ["hex of the bytes", …]}. Prints a line of JSON a terminal:
for each picture the list of the lines that are then shown, without blanks at their ends, and whether the cursor's style is plain.
"""

import json
import sys

import pyte

for line in sys.stdin:
    task = json.loads(line)
    screen = pyte.Screen(task["width"], task["height"])
    stream = pyte.ByteStream(screen)
    shown = []
    for picture in task["pictures"]:
        stream.feed(bytes.fromhex(picture))
        styles = [
            "".join(
                ("b" if cell.bold else "") + ("r" if cell.reverse else "") + (cell.fg[0] if cell.fg != "default" else "") + ","
                for cell in (screen.buffer[row][column] for column in range(task["width"]))
            )
            for row in range(task["height"])
        ]
        shown.append({"lines": [text.rstrip(" ") for text in screen.display], "styles": styles})
    print(json.dumps(shown), flush=True)
