#!/usr/bin/env bash
# Makes the release: one self-contained, ahead-of-time compiled file a system, tried out, with the files to install it and checksums.
#
#   deploy/release.sh [--out DIR]        (default: artifacts/release)
#
# The program for this system is started: it tells its version, checks its settings and serves an empty installation until it is ready.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$root/artifacts/release
while (($#)); do
  case $1 in
    --out) out=$(realpath -m "$2"); shift 2 ;;
    *) sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")
work=$(mktemp -d)
server=
finish() { [[ -z $server ]] || kill "$server" 2> /dev/null || true; rm -rf "$work"; }
trap finish EXIT

# Composite: our code and the framework's compiled together, so that little is left to compile at the start. The packages are those of the lock files.
publish() {
  local system=$1 file=$2
  echo "Publishing for $system" >&2
  dotnet publish "$root/src/Chalkline" -c Release -r "$system" --self-contained true -o "$work/$system" -v quiet \
    -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:EnableSingleFileAnalyzer=false \
    -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true -p:RestoreLockedMode=true -p:DebugType=embedded </dev/null >&2
  cp "$work/$system/$file" "$out/$3"
}

rm -rf "$out"
mkdir -p "$out"
linux=chalkline-$version-linux-x64
publish linux-x64 chalkline "$linux"
cp "$root/LICENSE" "$root/deploy/chalkline.example.yaml" "$root/deploy/chalkline.service" "$root/deploy/install-windows-service.ps1" "$out/"

# Tried out alone in an empty folder: whatever is missing from the one file shows here.
program=$work/alone/chalkline
mkdir "$work/alone"
cp "$out/$linux" "$program"
cd "$work/alone"
export DOTNET_BUNDLE_EXTRACT_BASE_DIR=$work/unpacked
[[ $("$program" --version) == "$version"* ]] || { echo "The program does not say that it is version $version" >&2; exit 1; }
"$program" --help > help.txt
"$program" demo --write "$work/sample" --students 2500 > /dev/null
"$program" evaluate "$work/sample/tutor.yaml" --language es > answer.txt
grep -q '^Efectos' answer.txt || { echo "The program does not speak Spanish" >&2; exit 1; }
"$program" serve --check --urls http://localhost:5099 > check.txt || { cat check.txt >&2; exit 1; }

# ready: seconds from the start to the first 200 of /health/ready.
ready() {
  local begin=$EPOCHREALTIME answer tries
  "$program" serve --urls http://localhost:5099 > serve.txt 2>&1 &
  server=$!
  for ((tries = 0; tries < 600; tries++)); do
    answer=
    { exec 3<> /dev/tcp/localhost/5099; } 2> /dev/null && { printf 'GET /health/ready HTTP/1.0\r\n\r\n' >&3; read -r answer <&3 || true; exec 3>&-; }
    if [[ $answer == *' 200 '* ]]; then
      local end=$EPOCHREALTIME
      kill -TERM "$server"
      wait "$server"
      server=
      printf '%d.%03d s\n' $(((${end/./} - ${begin/./}) / 1000000)) $(((${end/./} - ${begin/./}) / 1000 % 1000))
      return
    fi
    sleep 0.01
  done
  cat serve.txt >&2
  exit 1
}
echo "First start, ready after $(ready)" >&2
grep -q '/setup/' serve.txt || { echo "The first start prints no link" >&2; exit 1; }
for run in 1 2 3 4 5; do echo "Start on an existing store ($run), ready after $(ready)" >&2; done

publish win-x64 chalkline.exe "chalkline-$version-win-x64.exe"
cd "$out"
sha256sum -- * > SHA256SUMS
ls -l "$out" >&2
