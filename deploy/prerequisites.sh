# What building and running from the source needs: sourced by start.sh and test.sh, from the root of the repository.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# global.json says which SDK is meant; without one that fits, `dotnet --version` fails.
sdk_fits() { command -v dotnet >/dev/null && dotnet --version >/dev/null 2>&1; }

# The look of the pages is built from an npm package.
has_node() { command -v node >/dev/null && command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }

# Whoever may become root without a question installs packages; everyone else is told what is missing.
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

may_install() { command -v apt-get >/dev/null && as_root true 2>/dev/null; }

install_package() {
    may_install || return 1
    as_root apt-get update -qq
    apt-cache show "$1" >/dev/null 2>&1 || return 1
    as_root env DEBIAN_FRONTEND=noninteractive UCF_FORCE_CONFFOLD=1 apt-get install -y -qq --no-install-recommends "$1"
}

need_sdk() {
    sdk_fits || install_package dotnet-sdk-10.0 || true
    sdk_fits && return
    echo "The .NET SDK 10 is needed and could not be installed here: https://dotnet.microsoft.com/download/dotnet/10.0" >&2
    exit 2
}

need_node() {
    has_node || { install_package nodejs && install_package npm; } || true
    has_node && return
    echo "Node 18 or later with npm is needed and could not be installed here: https://nodejs.org/en/download" >&2
    exit 2
}
