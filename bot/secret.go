package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/hkdf"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"

	"filippo.io/age"

	"giaoban/internal/store"
	"giaoban/internal/store/boltkv"
)

// A secret is what database and files are encrypted with at rest, if they are; nil is none. It is an identity of age, as
// age-keygen writes it: files are encrypted to it, and the key of records is derived from it.
type secret struct {
	identity *age.X25519Identity
	records  store.Encryption
}

// A keyError is a key that is not there, or not the one.
type keyError struct{ error }

func (e *keyError) Unwrap() error { return e.error }

// readSecret reads the file of a secret; without one there is none.
func readSecret(path string) (*secret, error) {
	key, err := parseSecret(path)
	if err != nil {
		return nil, &keyError{err}
	}
	return key, nil
}

func parseSecret(path string) (*secret, error) {
	if path == "" {
		return nil, nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, hinted(fails("cli_key_failed", "error", err), "cli_key_none_hint")
	}
	defer file.Close()
	identities, err := age.ParseIdentities(file)
	if err == nil && len(identities) != 1 {
		err = fails("cli_key_one")
	}
	if err != nil {
		return nil, hinted(fails("cli_key_file_failed", "file", path, "error", err), "cli_key_hint")
	}
	identity, ok := identities[0].(*age.X25519Identity)
	if !ok {
		return nil, hinted(fails("cli_key_kind", "file", path), "cli_key_hint")
	}
	key, err := hkdf.Key(sha256.New, []byte(identity.String()), nil, "giaoban records", 32)
	if err != nil {
		return nil, err
	}
	records, err := store.NewEncryption(key)
	return &secret{identity, records}, err
}

// name tells secrets apart and tells nothing of them: it is the public key.
func (s *secret) name() string {
	if s == nil {
		return ""
	}
	return s.identity.Recipient().String()
}

// fits refuses a database that is encrypted with something else.
func (s *secret) fits(f store.Founding) error {
	switch is := s.name(); {
	case f.Key == is:
		return nil
	case f.Key == "":
		return hinted(declined("cli_key_needless"), "cli_key_needless_hint")
	case is == "":
		return hinted(declined("cli_key_needed"), "cli_key_needed_hint", "key", f.Key)
	default:
		return hinted(declined("cli_key_other", "key", is), "cli_key_other_hint", "key", f.Key)
	}
}

// writer encrypts what goes into a file.
func (s *secret) writer(to io.Writer) (io.WriteCloser, error) {
	if s == nil {
		return plain{to}, nil
	}
	return age.Encrypt(to, s.identity.Recipient())
}

// reader gives what a file is of. One that writer did not write is given as it is.
func (s *secret) reader(from io.Reader) (io.Reader, error) {
	if s == nil {
		return from, nil
	}
	peeked := bufio.NewReader(from)
	if begin, _ := peeked.Peek(len(ageHeader)); !bytes.Equal(begin, []byte(ageHeader)) {
		return peeked, nil
	}
	return age.Decrypt(peeked, s.identity)
}

// An encryptedDatabase is a database as it is for whoever has its key.
type encryptedDatabase struct {
	database
	records store.Encryption
}

// Update implements store.KV.
func (d encryptedDatabase) Update(ctx context.Context, fs ...func(store.Tx) error) []error {
	return d.records.Over(d.database).Update(ctx, fs...)
}

// View implements store.KV.
func (d encryptedDatabase) View(ctx context.Context, f func(store.Reader) error) error {
	return d.records.Over(d.database).View(ctx, f)
}

// Survey implements database.
func (d encryptedDatabase) Survey(each func(key string, value []byte)) (boltkv.Survey, error) {
	return d.database.Survey(func(key string, value []byte) { each(key, d.records.Open(key, value)) })
}

// checkOutside wants the key where whoever takes the data folder does not get it, as the names say and as their links lead.
func checkOutside(key, data string) error {
	folder, err := filepath.Abs(data)
	if err != nil {
		return err
	}
	path, err := filepath.Abs(key)
	if err != nil {
		return err
	}
	if within(folder, path) || within(linkless(folder), linkless(path)) {
		return fails("cli_key_inside")
	}
	return nil
}

// within reports whether a path lies in a folder.
func within(folder, path string) bool {
	rest, err := filepath.Rel(folder, path)
	return err == nil && filepath.IsLocal(rest)
}

// linkless is where a path leads. What is not there leads nowhere: whoever opens it says so.
func linkless(path string) string {
	if where, err := filepath.EvalSymlinks(path); err == nil {
		return where
	}
	return path
}
