#!/usr/bin/env bash
# Builds Chalkline and shows its demonstration: an invented district, on this computer alone. What is missing (the .NET SDK 10, Node 18 or
# later) is installed with apt where that may be done without a question; otherwise a line says how to get it. Options are those of `chalkline demo`.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source deploy/prerequisites.sh

need_sdk
need_node
echo "Building; the first time takes a minute or two."
dotnet build src/Chalkline -c Release -v quiet </dev/null
exec dotnet src/Chalkline/bin/Release/net10.0/chalkline.dll demo "$@"
