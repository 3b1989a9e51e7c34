# Sourced by ./campaign and ./check. Finds the .NET SDK and what Debian may lack beside it; installs that where the user may,
# else prints the exact command and ends with status 3.

say() { printf '%s\n' "$*" >&2; }

# Sets $dotnet. The SDK itself is not installed for anybody: it is the one thing a machine must bring.
find_dotnet() {
    for dotnet in "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$(command -v dotnet || true)" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet "${HOME:-/}/.dotnet/dotnet"; do
        if [ -n "$dotnet" ] && [ -x "$dotnet" ] && "$dotnet" --list-sdks 2>/dev/null | grep -q '^10\.'; then return 0; fi
    done
    say "Thiếu .NET SDK 10. Cài bằng: / The .NET SDK 10 is missing. Install it with:"
    say "  curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0"
    exit 3
}

# The same places, in the same order, as the engine's PostgresBinaries.
has_postgres() {
    for folder in "${PGBIN:-}" /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin \
        /Applications/Postgres.app/Contents/Versions/*/bin; do
        [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && return 0
    done
    command -v initdb >/dev/null 2>&1 && command -v postgres >/dev/null 2>&1
}

has_icu() {
    [ "$(uname)" = Darwin ] && return 0
    for library in /usr/lib/*/libicuuc.so.* /usr/lib/libicuuc.so.* /usr/lib64/libicuuc.so.* /usr/local/lib/libicuuc.so.*; do
        [ -e "$library" ] && return 0
    done
    return 1
}

has_time_zones() { [ -e "${TZDIR:-/usr/share/zoneinfo}/Asia/Ho_Chi_Minh" ]; }

# The gateway the tests send through: bearerbox, smsbox and its look-alike of a message centre.
has_kannel() { [ -x /usr/sbin/bearerbox ] && [ -x /usr/sbin/smsbox ] && [ -x /usr/lib/kannel/test/fakesmsc ]; }

# Debian puts the version into the package's name.
package_of() {
    release=$(. /etc/os-release 2>/dev/null && printf '%s-%s' "${ID:-}" "${VERSION_ID:-}")
    case "$1-$release" in
        icu-debian-13) echo libicu76 ;;
        icu-ubuntu-22.04) echo libicu70 ;;
        icu-ubuntu-24.04) echo libicu74 ;;
        icu-*) echo libicu72 ;;
        postgres-debian-12) echo postgresql-15 ;;
        postgres-*) echo postgresql ;;
    esac
}

# $1: whether a PostgreSQL of our own is needed (yes or no). $2: whether Kannel is.
require_machine() {
    missing=
    if [ "$1" = yes ] && ! has_postgres; then missing="$missing $(package_of postgres)"; fi
    has_icu || missing="$missing $(package_of icu)"
    has_time_zones || missing="$missing tzdata"
    if [ "${2:-no}" = yes ] && ! has_kannel; then missing="$missing kannel kannel-extras"; fi
    [ -z "$missing" ] && return 0
    missing=${missing# }
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    if command -v apt-get >/dev/null 2>&1 && { [ -z "$as_root" ] || sudo -n true 2>/dev/null; }; then
        say "Đang cài bằng apt-get: $missing / Installing with apt-get: $missing"
        install_packages && return 0
        say "Không cài được (xem trên). Lệnh: / That did not work (see above). The command:"
    else
        say "Máy này thiếu: $missing. Cài bằng: / This machine lacks: $missing. Install with:"
    fi
    if command -v apt-get >/dev/null 2>&1; then
        say "  ${as_root:+sudo }apt-get update && ${as_root:+sudo }apt-get install -y --no-install-recommends $missing"
    elif command -v brew >/dev/null 2>&1; then
        say "  brew install postgresql@15"
    else
        say "  (PostgreSQL 15+, ICU, tzdata: use the machine's package manager, or set PGBIN or ConnectionStrings__Main)"
    fi
    exit 3
}

install_packages() {
    log=$(mktemp)
    # Debian would start a cluster of its own on port 5432; the engine starts what it needs itself.
    case "$missing" in *postgresql*)
        $as_root mkdir -p /etc/postgresql-common/createcluster.d
        echo 'create_main_cluster = false' | $as_root tee /etc/postgresql-common/createcluster.d/campaign-engine.conf >/dev/null ;;
    esac
    # RUNLEVEL: nor a gateway of its own.
    # shellcheck disable=SC2086 # $missing is several words
    if { $as_root apt-get update && $as_root env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1 </dev/null; then
        rm -f "$log"
        return 0
    fi
    tail -n 5 "$log" >&2
    rm -f "$log"
    return 1
}
