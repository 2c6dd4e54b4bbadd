#!/usr/bin/env bash
# Makes the release: one self-contained, ahead-of-time compiled file a system, tried out, with the files to install it and checksums.
#
#   deploy/release.sh [--out DIR]        (default: artifacts/release)
#
# The program for this system is started: it tells its version, checks its settings, serves an empty installation until it is ready, and the
# demonstration with its pages and a board packet. Needs curl.
set -euo pipefail
export LC_ALL=C DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
out=$root/artifacts/release
while (($#)); do
  case $1 in
    --out) out=$(realpath -m "$2"); shift 2 ;;
    *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
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

# The whole product out of the one file: the sign-in page with its look, packs, and a board packet in Word, whose charts a native library draws.
address=http://localhost:5099
fail() { echo "$1" >&2; cat demo.txt >&2; exit 1; }
get() { curl -fsS --cookie cookies --cookie-jar cookies "$@"; }
"$program" demo --port 5099 --students 2500 > demo.txt 2>&1 &
server=$!
for ((tries = 0; tries < 1200; tries++)); do get $address/cedar-valley/sign-in > sign-in.html 2> /dev/null && break; sleep 0.1; done
style=$(grep -oE '/look/[^"]+\.css' sign-in.html | head -1) || fail "The sign-in page names no stylesheet"
get "$address$style" > style.css || fail "The stylesheet is not served"
grep -q usa-button style.css || fail "The stylesheet is not the site's"
choice=$(tr -d '\n' < sign-in.html | sed 's/<form/\n&/g' | grep '>Superintendent') || fail "The demonstration has no superintendent to sign in as"
field() { sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" <<< "$choice"; }
get -o /dev/null --data-urlencode "account=$(field account)" --data-urlencode "form-key=$(field form-key)" \
  --data-urlencode "__RequestVerificationToken=$(field __RequestVerificationToken)" $address/cedar-valley/demonstration/sign-in
get $address/cedar-valley/packs > packs.html || fail "Nobody is signed in"
grep -q 'packs/data-elements' packs.html || fail "The packs of the program are not there"
get $address/cedar-valley/briefing/packet > packets.html || fail "There is no page of board packets"
charts=0
for packet in $(grep -oE '/cedar-valley/briefing/packet/packet\.docx[^"]*' packets.html | sed 's/&amp;/\&/g'); do
  get -o packet.docx "$address$packet" || fail "The board packet $packet is not made"
  if grep -aq 'media/image' packet.docx; then charts=$((charts + 1)); fi
done
((charts > 0)) || fail "No board packet has charts"
kill -TERM "$server"
wait "$server"
server=
echo "The demonstration serves its pages, packs and board packets, $charts of them with charts" >&2

publish win-x64 chalkline.exe "chalkline-$version-win-x64.exe"
cd "$out"
sha256sum -- * > SHA256SUMS
ls -l "$out" >&2
