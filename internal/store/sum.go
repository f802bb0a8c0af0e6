package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"slices"
)

// ErrDamaged marks a record that cannot be read: to try again would not help, and it is there all the same.
var ErrDamaged = errors.New("damaged record")

// errSum is why most damaged records are: a bit of the key, the value or the sum turned over.
var errSum = errors.New("key and value do not have the sum that was written with them")

// sumBytes is the length of the sum behind each stored value.
const sumBytes = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// sum is a record's, over key and value, so that a value under another's key is damaged too.
func sum(key string, value []byte) uint32 {
	c := ^uint32(0)
	for i := range len(key) { // as crc32 has it, which takes no string
		c = castagnoli[byte(c)^key[i]] ^ c>>8
	}
	return crc32.Update(^c, castagnoli, value)
}

// seal puts the sum behind a value, whose room it may use.
func seal(key string, value []byte) []byte {
	return binary.LittleEndian.AppendUint32(value, sum(key, value))
}

// opened gives the value of what seal made; ErrDamaged if it did not make it.
func opened(key string, sealed []byte) ([]byte, error) {
	n := len(sealed) - sumBytes
	if n < 0 || binary.LittleEndian.Uint32(sealed[n:]) != sum(key, sealed[:n]) {
		return nil, unreadable(key, errSum)
	}
	return slices.Clip(sealed[:n]), nil
}

// Sound reports whether a stored record is as it was written.
func Sound(key string, sealed []byte) bool {
	_, err := opened(key, sealed)
	return err == nil
}

func unreadable(key string, err error) error {
	return fmt.Errorf("read %s: %w: %w", key, ErrDamaged, err)
}
