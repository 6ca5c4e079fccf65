#!/usr/bin/env bash
# Makes the key stores and authorities beside it, which are of no worth but to tests. Needs openssl 3.
set -euo pipefail
cd "$(dirname "$0")"
days=36500
store() { openssl pkcs12 -export -inkey "$1.key" -in "$1.crt" -name test-only -passout pass:test-only -out "$1-test-only.p12"; }
leaf() { # NAME SUBJECT ALTERNATIVES AUTHORITY
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
  openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
  openssl x509 -req -in "$1.csr" -CA "$4.crt" -CAkey "$4.key" -days $days -out "$1.crt" \
    -extfile <(printf 'extendedKeyUsage=clientAuth\nsubjectAltName=%s\n' "$3")
  store "$1"
}
server() { # NAME
  openssl req -x509 -new -key "$1.key" -subj "/CN=localhost" -addext "subjectAltName=IP:127.0.0.1,DNS:localhost" -days $days -out "$1.crt"
  store "$1"
}
for authority in clients others; do
  openssl ecparam -name prime256v1 -genkey -noout -out $authority.key
  openssl req -x509 -new -key $authority.key -subj "/CN=$authority-ca" -days $days -out $authority.crt
done
leaf apiserver "/O=system:masters/CN=kube-apiserver" "URI:spiffe://example.org/apiserver" clients
leaf workload "/CN=workload" "DNS:workload.example.org,email:kube-apiserver" clients
leaf stranger "/CN=kube-apiserver" "URI:spiffe://example.org/apiserver" others
openssl genrsa -out rsa.key 2048
server rsa
openssl ecparam -name secp384r1 -genkey -noout -out ec384.key
server ec384
rm -f ./*.key ./*.csr ./*.srl apiserver.crt workload.crt stranger.crt rsa.crt ec384.crt
