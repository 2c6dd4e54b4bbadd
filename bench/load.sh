#!/usr/bin/env bash
# The figures of docs/benchmarks.md about the site: requests at a fixed rate on both databases, chained commits, many districts on one
# PostgreSQL, the start of `serve`. Everything on loopback; PostgreSQL is started in a folder of its own and goes with it.
#
#   bench/load.sh [--seconds 600] [--rate 100] [--districts 1000]
set -euo pipefail
export LC_ALL=C
cd "$(dirname "$0")/.."

seconds=600 rate=100 districts=1000
while (($#)); do
  case $1 in
    --seconds) seconds=$2; shift 2 ;;
    --rate) rate=$2; shift 2 ;;
    --districts) districts=$2; shift 2 ;;
    *) sed -n '2,5s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
done

work=$(mktemp -d)
chmod 755 "$work"
pg=$(find /usr/lib/postgresql -name initdb 2>/dev/null | sort | tail -1)
[[ -n $pg ]] || { echo "Install first: apt-get install postgresql" >&2; exit 2; }
pg=$(dirname "$pg")
as_postgres() { if ((EUID == 0)); then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
server=
finish() {
  [[ -z $server ]] || kill "$server" 2>/dev/null || true
  as_postgres "$pg/pg_ctl" -D "$work/pg/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap finish EXIT

# As deploy/release.sh compiles it.
echo "== publishing"
dotnet publish src/Chalkline -c Release -r linux-x64 --self-contained true -p:PublishReadyToRun=true -p:PublishReadyToRunComposite=true -o "$work/program" >"$work/publish.log" || { tail "$work/publish.log"; exit 1; }
dotnet publish bench/Chalkline.Load -c Release -r linux-x64 --self-contained true -p:PublishReadyToRun=true -o "$work/load" >"$work/build.log" || { tail "$work/build.log"; exit 1; }
load() { "$work/load/Chalkline.Load" "$@"; }

mkdir "$work/pg"
((EUID != 0)) || chown postgres "$work/pg"
as_postgres "$pg/initdb" -D "$work/pg/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 >/dev/null
as_postgres "$pg/pg_ctl" -D "$work/pg/data" -w -l "$work/pg/log" -o "-p 54320 -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_locks_per_transaction=512" start >/dev/null
database() { (cd / && psql -q -h 127.0.0.1 -p 54320 -U postgres -c "CREATE DATABASE $1"); echo "Host=127.0.0.1;Port=54320;Username=postgres;Database=$1"; }

# The same statements as a chained commit in the same two round trips, by PostgreSQL's own load generator: what this machine allows at most.
peer() { # DATABASE
  cat >"$work/peer.sql" <<'SQL'
\startpipeline
BEGIN;
SET LOCAL search_path TO d_cedar_valley;
INSERT INTO form_key (key, at) VALUES (gen_random_uuid()::text, now());
SELECT events FROM web_hook WHERE removed_at IS NULL AND paused_at IS NULL;
\endpipeline
\startpipeline
WITH h AS (SELECT sequence + 1 AS sequence, hash FROM audit_head WHERE id = 1 FOR UPDATE),
    e AS (SELECT h.sequence, '{"action":"load.written","previous":"' || h.hash || '","sequence":' || h.sequence || '}' AS body FROM (SELECT 1) AS one LEFT JOIN h ON true),
    r AS (INSERT INTO audit_record (sequence, at, actor_kind, action, subject_kind, subject_id, body, hash)
        SELECT e.sequence, now(), 'system', 'load.written', 'load', gen_random_uuid(), e.body, encode(sha256(convert_to(e.body, 'UTF8')), 'hex') FROM e
        RETURNING sequence, hash)
  UPDATE audit_head AS a SET sequence = r.sequence, hash = r.hash FROM r WHERE a.id = 1;
COMMIT;
\endpipeline
SQL
  echo "pgbench, the same statements, 8 clients: $(cd / && "$pg/pgbench" -h 127.0.0.1 -p 54320 -U postgres -n -M extended -c 8 -j 2 -T 20 -f "$work/peer.sql" "$1" 2>/dev/null | grep -oE 'tps = [0-9]+')"
}

site() { # NAME DATABASE-OR-EMPTY
  echo "== $1"
  mkdir "$work/$1"
  load seed "$work/$1" ${2:+"$2"}
  [[ -z $2 ]] || peer site
  load commits "$work/$1" ${2:+"$2"}
  local starts=() try
  for try in 1 2 3 4 5; do
    [[ -z $server ]] || stop
    start "$1" "$2"
  done
  echo "start of serve to ready, five times: ${starts[*]} ms"
  # An answer that nobody asked for is said in its line, and what is left is measured all the same.
  load load http://127.0.0.1:5199 "$work/$1/sessions.txt" "$rate" "$seconds" $server || wrong=1
  stop
}

# Starts the site and adds to starts how long it took until it was ready, in milliseconds.
start() { # NAME DATABASE-OR-EMPTY
  local begin end
  begin=$(date +%s%N)
  CHALKLINE_DATA=$work/$1 CHALKLINE_DATABASE=${2:-} "$work/program/chalkline" serve --urls http://127.0.0.1:5199 >"$work/$1.log" 2>&1 &
  server=$!
  until curl -fs -o /dev/null http://127.0.0.1:5199/health/ready; do sleep 0.02; kill -0 $server || { cat "$work/$1.log"; exit 1; }; done
  end=$(date +%s%N)
  starts+=($(((end - begin) / 1000000)))
}

stop() { kill $server; wait $server || true; server=; }

wrong=0
site sqlite ""
site postgresql "$(database site)"
echo "== $districts districts on one PostgreSQL"
load districts "$districts" "$(database many)"
echo "== $(nproc) cores, $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2), $(. /etc/os-release; echo "$PRETTY_NAME"), $("$pg/postgres" --version), .NET $(dotnet --version)"
exit $wrong
