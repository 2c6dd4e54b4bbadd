#!/usr/bin/env bash
# Sets up what the tests need on a fresh Debian or Ubuntu machine, builds once, and runs all tests.
# The last line is "N passed, N failed" (and "N skipped", if any were); exit code 0 only if tests ran and none failed.
# With CI=true: Release (every warning is an error), locked packages, and data that are missing fail instead of skip.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1
source deploy/prerequisites.sh

# No server outlives the script: MSBuild's nodes, its server, and the compiler's.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false

passed=0 failed=0 skipped=0
results=$PWD/artifacts/test-results

step() { printf '\n== %s\n' "$1"; }

finish() {
    local line="$passed passed, $failed failed"
    [ "$skipped" -eq 0 ] || line+=", $skipped skipped"
    printf '\n%s\n' "$line"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit
}

# What is not a test but must hold: it counts as one failure, and nothing after it would say anything.
fails() { echo "failed: $1"; failed=$((failed + 1)); finish; }

# The tests start a server of their own, from the programs alone.
has_postgresql() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }

install_postgresql() {
    may_install || return 1
    # So that Debian makes and starts none.
    local settings=/etc/postgresql-common/createcluster.conf
    if [ ! -e "$settings" ]; then
        as_root mkdir -p "${settings%/*}" && echo 'create_main_cluster = false' | as_root tee "$settings" >/dev/null
    fi
    install_package postgresql
}

# The browser tests drive the one that Debian has.
has_chromium() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }

# Opens the Word documents that the program writes.
has_office() { command -v soffice >/dev/null || command -v libreoffice >/dev/null; }

# One number from the counters of a result file: counter FILE NAME.
counter() { grep -o '<Counters [^>]*>' "$1" | grep -oE " $2=\"[0-9]+\"" | grep -oE '[0-9]+'; }

run_tests() {
    local name trx total bad code
    name=$(basename "$1")
    trx=$results/$name.trx
    step "$name"
    dotnet test --project "$1" -c "$configuration" --no-build --no-progress --no-ansi \
        --results-directory "$results" --report-xunit-trx --report-xunit-trx-filename "$name.trx" </dev/null
    code=$?
    total=$(counter "$trx" total 2>/dev/null)
    if [ -z "$total" ] || [ "$total" -eq 0 ]; then
        echo "failed: $name left no results (exit code $code)"
        failed=$((failed + 1))
        return
    fi
    bad=$(($(counter "$trx" failed) + $(counter "$trx" error) + $(counter "$trx" timeout) + $(counter "$trx" aborted)))
    passed=$((passed + $(counter "$trx" passed)))
    skipped=$((skipped + total - bad - $(counter "$trx" passed)))
    if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
        echo "failed: $name ended with exit code $code though no test of it failed"
        bad=1
    fi
    failed=$((failed + bad))
}

need_sdk
has_postgresql || install_postgresql
has_postgresql || echo "PostgreSQL could not be installed here (Debian: postgresql): tests on it are skipped, and fail with CI=true." >&2

need_node
has_chromium || install_package chromium
has_chromium || echo "Chromium could not be installed here (Debian: chromium): tests in it are skipped, and fail with CI=true." >&2

has_office || install_package libreoffice-writer-nogui
has_office || echo "LibreOffice could not be installed here (Debian: libreoffice-writer-nogui): the test that opens a board packet is skipped, and fails with CI=true." >&2

configuration=Debug
[ "${CI:-}" = true ] && configuration=Release
rm -rf "$results"
mkdir -p "$results"

step "Restoring"
dotnet restore Chalkline.slnx --disable-build-servers </dev/null || fails "packages could not be restored"

step "Building ($configuration)"
dotnet build Chalkline.slnx -c "$configuration" --no-restore --disable-build-servers -v quiet </dev/null || fails "the build"

for project in tests/*.Tests; do
    run_tests "$project"
done

# Whitespace only: naming and style are warnings of the build.
step "Formatting"
if ! dotnet format whitespace Chalkline.slnx --verify-no-changes --no-restore </dev/null; then
    echo "failed: formatting; 'dotnet format whitespace' mends it"
    failed=$((failed + 1))
fi
finish
