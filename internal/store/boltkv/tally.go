package boltkv

import (
	"encoding/binary"
	"hash/crc32"

	"go.etcd.io/bbolt"
)

// A tally is what all records together come to. It is kept in a bucket of its own and changed in each commit, so that a
// record which vanished is noticed even where nothing names it. bbolt has it in the page that every commit writes
// anyway.
type tally struct {
	records, sum uint64
	commits      uint64 // how many there were since the file was begun
}

// tallyName names the bucket that has the tally, under the key of its name.
const tallyName = "tally"

// tallyBytes is the length of a tally, with its own sum behind it.
const tallyBytes = 3*8 + 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// weight is what a record adds to the sum: two sums over key and value, mixed, since sums are added up here and their
// bits would cancel out.
func weight(key, value []byte) uint64 {
	a := crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, value)
	b := crc32.Update(crc32.ChecksumIEEE(key), crc32.IEEETable, value)
	x := uint64(a)<<32 | uint64(b)
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// add counts a record in, remove out.
func (t *tally) add(key, value []byte) {
	t.records++
	t.sum += weight(key, value)
}

func (t *tally) remove(key, value []byte) {
	t.records--
	t.sum -= weight(key, value)
}

// put writes the tally.
func (t *tally) put(tx *bbolt.Tx) error {
	b := make([]byte, 0, tallyBytes)
	for _, n := range []uint64{t.records, t.sum, t.commits} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
	return tx.Bucket([]byte(tallyName)).Put([]byte(tallyName), b)
}

// readTally reads what put wrote.
func readTally(b []byte) (t tally, err error) {
	if len(b) != tallyBytes || binary.LittleEndian.Uint32(b[24:]) != crc32.Checksum(b[:24], castagnoli) {
		return t, faulty("the count of records is damaged")
	}
	n := func(i int) uint64 { return binary.LittleEndian.Uint64(b[8*i:]) }
	return tally{n(0), n(1), n(2)}, nil
}

// tallyOf reads the tally of a transaction.
func tallyOf(tx *bbolt.Tx) (tally, error) {
	bucket := tx.Bucket([]byte(tallyName))
	if bucket == nil {
		return tally{}, faulty("there is no count of records")
	}
	return readTally(bucket.Get([]byte(tallyName)))
}
