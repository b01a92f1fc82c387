#!/bin/sh
# Writes the edge's configuration from the environment and becomes nginx. docs/edge.md says what each variable is.
set -eu

home=$(cd "$(dirname "$0")" && pwd)

need() {
  eval "value=\${$1:-}"
  [ -n "$value" ] || { echo "The edge needs $1 (docs/edge.md)." >&2; exit 78; }
}
for name in EDGE_SECRET EDGE_KEYS EDGE_APP_URL EDGE_ORIGIN S3_BUCKET APP_URL; do need "$name"; done

: "${EDGE_DIR:=/var/cache/countersign-edge}" "${EDGE_LISTEN:=8080}" "${EDGE_CACHE_SIZE:=10g}"
: "${MAX_UPLOAD_BYTES:=53687091200}" "${EDGE_ACCESS_LOG:=$EDGE_DIR/access.log}"

njs=${EDGE_NJS_MODULE:-}
for place in /usr/lib/nginx/modules /usr/lib64/nginx/modules /etc/nginx/modules /usr/local/lib/nginx/modules; do
  [ -n "$njs" ] || { [ -e "$place/ngx_http_js_module.so" ] && njs=$place/ngx_http_js_module.so; } || :
done
[ -n "$njs" ] || { echo 'nginx has no njs here. Debian: apt-get install nginx libnginx-mod-http-js' >&2; exit 78; }
authorities=/etc/ssl/certs/ca-certificates.crt
[ -e "$authorities" ] || authorities=/etc/ssl/cert.pem

# host, host:port and the name alone, of http(s)://host[:port]
name_of() { rest=${1#*://}; printf %s "${rest%%/*}"; }
bare_of() { name_of "$1" | sed 's/:[0-9]*$//'; }
host_of() {
  host=$(name_of "$1")
  case "$host" in *:[0-9]*) ;; *) case "$1" in https:*) host=$host:443 ;; *) host=$host:80 ;; esac ;; esac
  printf %s "$host"
}

listen=''
for address in $EDGE_LISTEN; do listen="$listen listen $address;"; done
# A form carries its fields beside the file. Both S3 and a PUT take at most 5 GiB in one request.
body=$MAX_UPLOAD_BYTES
[ "$body" -le 5368709120 ] || body=5368709120
body=$((body + 65536))

program=''
put() {
  case "$2" in *[\;\{\}\"]* | *'
'*) [ "$1" = EDGE_LISTEN_LINES ] || { echo "$1 has a character that nginx would misread." >&2; exit 78; } ;; esac
  program="$program
s|\${$1}|$(printf %s "$2" | sed 's/[\\&|]/\\&/g')|g"
}
put EDGE_HOME "$home"
put EDGE_DIR "$EDGE_DIR"
put EDGE_NJS_MODULE "$njs"
put EDGE_CA_FILE "$authorities"
put EDGE_ACCESS_LOG "$EDGE_ACCESS_LOG"
put EDGE_CACHE_SIZE "$EDGE_CACHE_SIZE"
put EDGE_LISTEN_LINES "$listen"
put EDGE_APP_SCHEME "${EDGE_APP_URL%%://*}"
put EDGE_APP_HOST "$(host_of "$EDGE_APP_URL")"
put EDGE_APP_NAME "$(name_of "$EDGE_APP_URL")"
put EDGE_APP_SNI "$(bare_of "$EDGE_APP_URL")"
put EDGE_ORIGIN_SCHEME "${EDGE_ORIGIN%%://*}"
put EDGE_ORIGIN_HOST "$(host_of "$EDGE_ORIGIN")"
put EDGE_ORIGIN_NAME "$(name_of "$EDGE_ORIGIN")"
put EDGE_ORIGIN_SNI "$(bare_of "$EDGE_ORIGIN")"
put EDGE_BUCKET "$(printf %s "$S3_BUCKET" | sed 's/\./\\./g')"
put EDGE_PAGES "${APP_URL%%/}"
put EDGE_MAX_BODY "$body"

umask 077
mkdir -p "$EDGE_DIR/tmp"
sed "$program" "$home/nginx.conf.template" >"$EDGE_DIR/nginx.conf"
exec "${EDGE_NGINX:-nginx}" -e stderr -p "$EDGE_DIR" -c "$EDGE_DIR/nginx.conf"
