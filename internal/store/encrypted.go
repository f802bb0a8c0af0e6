package store

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
)

// An Encryption keeps the values of a store encrypted, each by itself with AES-256-GCM. Keys are not, and neither is what a
// database says of itself. The sum inside binds a value to its key.
type Encryption struct{ aead cipher.AEAD }

// NewEncryption makes one with a key of 32 bytes.
func NewEncryption(key []byte) (Encryption, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return Encryption{}, err
	}
	aead, err := cipher.NewGCMWithRandomNonce(block)
	return Encryption{aead}, err
}

// Over gives the store as it is for whoever has the key.
func (e Encryption) Over(kv KV) KV { return encrypted{kv, e} }

// Open gives a value as it was put. What cannot be opened stays as it is, and has no sum that is right.
func (e Encryption) Open(key string, value []byte) []byte {
	if value == nil || key == foundings.Key(foundingName) {
		return value
	}
	if opened, err := e.aead.Open(nil, nil, value, nil); err == nil {
		return opened
	}
	return value
}

func (e Encryption) close(key string, value []byte) []byte {
	if len(value) == 0 || key == foundings.Key(foundingName) { // a store refuses an empty one
		return value
	}
	return e.aead.Seal(nil, nil, value, nil)
}

type encrypted struct {
	KV
	Encryption
}

func (e encrypted) Update(ctx context.Context, fs ...func(Tx) error) []error {
	closed := make([]func(Tx) error, len(fs))
	for i, f := range fs {
		closed[i] = func(tx Tx) error { return f(encryptedTx{tx, e.Encryption}) }
	}
	return e.KV.Update(ctx, closed...)
}

func (e encrypted) View(ctx context.Context, f func(Reader) error) error {
	return e.KV.View(ctx, func(r Reader) error { return f(encryptedReader{r, e.Encryption}) })
}

type encryptedTx struct {
	Tx
	Encryption
}

func (t encryptedTx) Get(key string) []byte        { return t.Open(key, t.Tx.Get(key)) }
func (t encryptedTx) Put(key string, value []byte) { t.Tx.Put(key, t.close(key, value)) }

type encryptedReader struct {
	Reader
	Encryption
}

func (r encryptedReader) Get(key string) []byte { return r.Open(key, r.Reader.Get(key)) }

func (r encryptedReader) Range(from, to string, f func(key string, value []byte) bool) {
	r.Reader.Range(from, to, func(key string, value []byte) bool { return f(key, r.Open(key, value)) })
}
