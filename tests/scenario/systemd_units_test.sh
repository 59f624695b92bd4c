#!/bin/bash
# systemd_units_test.sh: the units as systemd sees them: nothing to complain of, exposure at most 2.0, and a real boot
# of them in an overlay of / under systemd-nspawn, with deaths and hangs. Nothing of the machine is changed.
# Usage: systemd_units_test.sh SOURCE_DIR ENGINE CONTROLLER GATEWAY     (the programs to run as the services)
set -euo pipefail

source_dir=$1 engine=$2 controller=$3 gateway=$4
units=(corelogic-engine.service corelogic-controller.service corelogic-gateway.service corelogic.target)
work=$(mktemp -d "${TMPDIR:-/tmp}/cl-units-XXXXXX")
machine=cl$$
root=$work/root

fail() { echo "FAILED: $*" >&2; exit 1; }

clean_up() {
  mountpoint -q "$root" && umount "$root"
  mountpoint -q "$work" && umount "$work"
  rmdir "$work"
  find /sys/fs/cgroup -depth -maxdepth 4 -type d -path "*/$machine*" -exec rmdir {} + 2>/dev/null || true
}
trap clean_up EXIT

[[ $EUID -eq 0 ]] || fail "an overlay and a container need root"
[[ -d /sys/fs/cgroup ]] || fail "a container needs /sys with its cgroups; it is not mounted here"
mountpoint -q / || fail "a container needs a / that is a mount point; for this chroot: mount --rbind DIR DIR"

# A machine of our own: / with the programs and units installed on top, all in memory.
mount -t tmpfs cl-units "$work"
mkdir "$work/upper" "$work/work" "$root"
mount -t overlay cl-units -o "lowerdir=/,upperdir=$work/upper,workdir=$work/work" "$root"
install -m 755 "$engine" "$root/usr/bin/corelogic-engine"
install -m 755 "$controller" "$root/usr/bin/corelogic-controller"
install -m 755 "$gateway" "$root/usr/bin/corelogic-gateway"
for unit in "${units[@]}"; do install -D -m 644 "$source_dir/systemd/$unit" "$root/usr/lib/systemd/system/$unit"; done
install -D -m 644 "$source_dir/systemd/corelogic.sysusers" "$root/usr/lib/sysusers.d/corelogic.conf"
systemd-sysusers --root="$root" corelogic.conf 2>/dev/null
: > "$root/etc/machine-id"  # a machine of its own, not this one's twin

echo "== verify"
words=$(for unit in "${units[@]}"; do chroot "$root" systemd-analyze verify "/usr/lib/systemd/system/$unit" 2>&1; done) ||
  fail "systemd-analyze verify: $words"
[[ -z $words ]] || fail "systemd-analyze verify says: $words"

echo "== exposure"
for unit in "${units[@]:0:3}"; do
  table=$(systemd-analyze security --offline=true --threshold=20 --no-pager "$source_dir/systemd/$unit") ||
    fail "$table"
  grep -o 'Overall exposure.*' <<< "$table"
done

echo "== boot"
cat > "$root/usr/local/bin/cl-probe" <<'PROBE'
#!/bin/bash
# Runs inside, as a service: what it says goes to /probe.txt, the last line is PASS or why not.
set -uo pipefail
exec > /probe.txt 2>&1
end() { echo "$*"; systemctl --no-block poweroff; exit 0; }
now_ms() { echo $(( $(date +%s%N) / 1000000 )); }
main_pid() { systemctl show -P MainPID "$1"; }
give_up() {
  systemctl --no-pager --full status "$1"
  journalctl --no-pager -n 40 -u "$1"
  end "FAIL: $2"
}
# Waits until the unit runs with another main process than $2.
wait_for_other() {
  local deadline=$(( $(now_ms) + 20000 )) pid
  while (( $(now_ms) < deadline )); do
    pid=$(main_pid "$1")
    [[ $pid != 0 && $pid != "$2" && $(systemctl is-active "$1") == active ]] && return 0
  done
  give_up "$1" "$1 did not come (back)"
}
systemctl start --no-block corelogic.target
for unit in corelogic-engine corelogic-controller corelogic-gateway; do wait_for_other $unit 0; echo "$unit is up"; done
[[ $(stat -c '%a %U' /run/corelogic) == "700 corelogic" ]] || end "FAIL: /run/corelogic: $(stat -c '%a %U' /run/corelogic)"
for unit in corelogic-engine corelogic-controller; do
  for signal in KILL KILL KILL STOP STOP; do
    pid=$(main_pid $unit) from=$(now_ms)
    kill -$signal "$pid"
    wait_for_other $unit "$pid"
    echo "$unit: SIG$signal, back after $(( $(now_ms) - from )) ms (seen through systemctl, which takes 10 to 30 itself)"
  done
done
# And left alone it is not killed.
pid=$(main_pid corelogic-engine)
sleep 5
[[ $(main_pid corelogic-engine) == "$pid" ]] || give_up corelogic-engine "the engine was killed while it was well"
# The gateway answers whoever asks on loopback, and comes back after its death.
health() { exec 3<> /dev/tcp/127.0.0.1/8420 && printf 'GET /health HTTP/1.0\r\nHost: 127.0.0.1:8420\r\n\r\n' >&3 && head -n 1 <&3; }
[[ $(health) == "HTTP/1."* ]] || give_up corelogic-gateway "nobody listens"
[[ $(stat -c '%a %U' /run/corelogic/web-token) == "600 corelogic" ]] || end "FAIL: web-token is not its owner's alone"
pid=$(main_pid corelogic-gateway)
kill -KILL "$pid"
wait_for_other corelogic-gateway "$pid"
echo "corelogic-gateway: SIGKILL, and back"
systemctl stop corelogic.target  # its parts stop by jobs of their own, which it does not wait for
for unit in corelogic-engine corelogic-controller corelogic-gateway; do
  timeout 5 sh -c "until [ \"\$(systemctl is-active $unit)\" = inactive ]; do sleep 0.01; done" ||
    give_up $unit "it does not stop within 5 s"
done
end PASS
PROBE
chmod 755 "$root/usr/local/bin/cl-probe"
cat > "$root/etc/systemd/system/cl-probe.service" <<'UNIT'
[Unit]
Description=looks at the units from inside
[Service]
ExecStart=/usr/local/bin/cl-probe
UNIT
cat > "$root/etc/systemd/system/cl-probe.target" <<'UNIT'
[Unit]
Requires=basic.target cl-probe.service
After=basic.target cl-probe.service
AllowIsolate=yes
UNIT

# Where systemd is not PID 1 the container gets cgroups of its own, removed afterwards.
boot=(systemd-nspawn --boot --directory="$root" --machine="$machine" --register=no --private-network
      --link-journal=no --kill-signal=SIGRTMIN+4)
if [[ ! -d /run/systemd/system ]]; then
  boot+=(--keep-unit)
  for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
    [[ -e $hierarchy/cgroup.procs ]] && mkdir "$hierarchy/$machine"
  done
fi
enter_cgroups() {
  local hierarchy
  for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
    [[ -d $hierarchy/$machine ]] && echo "$BASHPID" > "$hierarchy/$machine/cgroup.procs"
  done
  return 0
}
# systemd as PID 1 wants a console: script(1) lends it a terminal.
(enter_cgroups; timeout 150 script -qefc "${boot[*]} systemd.unit=cl-probe.target systemd.show_status=0" "$work/console" \
  < /dev/null > /dev/null 2>&1) || true
cat "$root/probe.txt" || { cat "$work/console"; fail "it did not boot"; }
[[ $(tail -n 1 "$root/probe.txt") == PASS ]] || fail "see above"
