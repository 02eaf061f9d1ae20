#!/bin/sh
# Makes a seal's key and certificate and registers it, with openssl and curl alone.
# register_seal.sh FOLDER GATEWAY TRUST_ANCHOR TOKEN KIND   (KIND: P-256, P-384, RSA, Ed25519); says the fingerprint
set -eu
cd "$1"; gateway=$2; anchor=$3; token=$4
case $5 in
  P-256) new='ec -pkeyopt ec_paramgen_curve:P-256'; algorithm=ES256 ;;
  P-384) new='ec -pkeyopt ec_paramgen_curve:P-384'; algorithm=ES384 ;;
  RSA) new='rsa:2048'; algorithm=RS256 ;;
  Ed25519) new='ed25519'; algorithm=EdDSA ;;
esac
# shellcheck disable=SC2086
openssl req -x509 -newkey $new -nodes -days 90 -subj '/O=Invented Post/C=DE' -keyout key.pem -out seal.pem \
  -addext keyUsage=critical,digitalSignature -addext basicConstraints=critical,CA:FALSE 2>openssl.log
ask() { curl -sS --fail-with-body --cacert "$anchor" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$2" "$gateway/rest/v1/credentials/$1"; }
member() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }
begun=$(ask seal-challenges "{\"certificate\":\"$(openssl x509 -in seal.pem -outform DER | base64 -w0)\"}")
printf %s "$begun" | member challenge | tr -d '\n' > challenge.txt
case $algorithm in
  EdDSA) openssl pkeyutl -sign -rawin -inkey key.pem -in challenge.txt -out signature.bin ;;
  ES384) openssl dgst -sha384 -sign key.pem -out signature.bin challenge.txt ;;
  *) openssl dgst -sha256 -sign key.pem -out signature.bin challenge.txt ;;
esac
ask seals "{\"challengeId\":\"$(printf %s "$begun" | member challengeId)\",\"algorithm\":\"$algorithm\",\"signature\":\"$(base64 -w0 signature.bin)\"}" | member fingerprint256
