// Go's crypto/x509: root, authority and certificate; and whether the certificate is in the list.
package main

import (
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"os"
)

func read(path string) *x509.Certificate {
	bytes, _ := os.ReadFile(path)
	block, _ := pem.Decode(bytes)
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	return certificate
}

func main() {
	authority, leaf := read(os.Args[2]), read(os.Args[3])
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(read(os.Args[1]))
	between.AddCert(authority)
	if _, err := leaf.Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, DNSName: "localhost"}); err != nil {
		fmt.Println(err)
		return
	}
	bytes, _ := os.ReadFile(os.Args[4])
	list, err := x509.ParseRevocationList(bytes)
	if err != nil || list.CheckSignatureFrom(authority) != nil {
		fmt.Println("the list cannot be taken", err)
		return
	}
	for _, one := range list.RevokedCertificateEntries {
		if one.SerialNumber.Cmp(leaf.SerialNumber) == 0 {
			fmt.Println("revoked")
			return
		}
	}
	fmt.Println("valid")
}
