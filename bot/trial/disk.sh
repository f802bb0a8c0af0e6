#!/usr/bin/env bash
# What a disk can do, for long: power cuts, a disk that is full at random writes, a file cut at each page, and a bit turned
# over in pages and in each kind of record. Each line says how often it was tried. It is no part of .ci/run.
#
#   GIAOBAN_POWER_CUTS=1000 GIAOBAN_FULL_DISKS=1000 GIAOBAN_EVERY_BIT=600 GIAOBAN_SEED=12 bot/trial/disk.sh
#
# GIAOBAN_EVERY_BIT is for how many seconds bits are turned, in pages and then in records. Another GIAOBAN_SEED is another
# trial. The disks that are full are mounted, so it wants root; without, those trials skip themselves.
set -euo pipefail
cd "$(dirname "$0")/../.."

export GIAOBAN_POWER_CUTS=${GIAOBAN_POWER_CUTS:-1000} GIAOBAN_FULL_DISKS=${GIAOBAN_FULL_DISKS:-1000}
export GIAOBAN_EVERY_BIT=${GIAOBAN_EVERY_BIT:-600} GIAOBAN_SEED=${GIAOBAN_SEED:-12}

run() { nice -n 10 go test -count=1 -timeout 0 -v -run "^($2)\$" "$1" | grep -Ev '^(=== RUN|PASS$)'; }

run ./internal/store/boltkv 'TestPowerCut|TestFullDisk|TestCutAtEachPage|TestOneBitOfAPage'
run ./internal/dispatch 'TestFullDiskUnderReports|TestFullDiskUnderAnOrder|TestOneBitOfEachKind'
run ./internal/files 'TestFullDisk|TestCrash'
run ./bot 'TestNightlyOnAFullDisk'
run ./bot/trial 'TestFullDisk'
