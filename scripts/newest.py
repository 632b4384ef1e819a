"""Print the project's requirements, those of developers too, without their upper bounds."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
for wanted in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
    print(re.sub(r",?<[^,]*", "", wanted))
