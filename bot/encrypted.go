package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"

	"filippo.io/age"
)

// encryptedEnd is what the names of daily backups end with that are encrypted.
const encryptedEnd = ".age"

// ageHeader is what an encrypted backup begins with.
const ageHeader = "age-encryption.org/"

// readRecipients reads to whom backups are encrypted.
func readRecipients(lines []string) ([]age.Recipient, error) {
	for _, line := range lines {
		if strings.Contains(strings.ToUpper(line), "AGE-SECRET-KEY-") {
			return nil, fails("cli_age_identity_here")
		}
	}
	if len(lines) == 0 {
		return nil, nil
	}
	return age.ParseRecipients(strings.NewReader(strings.Join(lines, "\n")))
}

// encrypting writes to a file so that only the recipients can read it; without any, so that anybody can. It is whole once
// it is closed.
func encrypting(to io.Writer, recipients []string) (io.WriteCloser, error) {
	read, err := readRecipients(recipients)
	if err != nil {
		return nil, err
	}
	if len(read) == 0 {
		return plain{to}, nil
	}
	return age.Encrypt(to, read...)
}

type plain struct{ io.Writer }

func (plain) Close() error { return nil }

// A backupFile is an archive on the disk, and a file of what opens it, if it is encrypted.
type backupFile struct{ path, identity string }

// open reads an archive as it was before it was encrypted.
func (b backupFile) open(from io.Reader) (io.Reader, error) {
	peeked := bufio.NewReader(from)
	if begin, _ := peeked.Peek(len(ageHeader)); !bytes.Equal(begin, []byte(ageHeader)) {
		return peeked, nil
	}
	if b.identity == "" {
		return nil, hinted(declined("cli_age_encrypted"), "cli_age_give_identity")
	}
	file, err := os.Open(b.identity)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	identities, err := age.ParseIdentities(file)
	if err != nil {
		return nil, hinted(fails("cli_of_file", "file", b.identity, "error", err), "cli_age_make")
	}
	opened, err := age.Decrypt(peeked, identities...)
	if none := (*age.NoIdentityMatchError)(nil); errors.As(err, &none) {
		return nil, hinted(declined("cli_age_other", "file", b.identity), "cli_age_other_hint")
	}
	if err != nil {
		return nil, spoilt("cli_archive_unreadable", "error", err)
	}
	return opened, nil
}
