package boltkv

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/bits"
)

// bbolt's file, as its format 2 lays it down in the byte order of the machine. A page begins with its own number, what
// it is, how many elements it has and how many pages follow that belong to it. Two pages of meta data take turns.
const (
	pageHeader = 16
	element    = 16 // of a leaf or a branch
	inBucket   = 16 // what stands before a bucket that lies inside another

	isBranch   = 0x01
	isLeaf     = 0x02
	isFreelist = 0x10

	metaBytes = 56 // that its checksum is made of
	deepest   = 32 // far deeper than any tree: a circle ends here
)

var order = binary.NativeEndian

// A metaPage is what one of the two says.
type metaPage struct {
	root, freelist, pages, txid uint64
}

// readMeta reads one of the two from the file, and reports whether its checksum is right. It finds one wrong bit: then
// mended is true, and the rest is what was written.
func readMeta(file io.ReaderAt, which, pageSize int64) (m metaPage, good, mended bool) {
	b := make([]byte, metaBytes+8)
	if _, err := file.ReadAt(b, which*pageSize+pageHeader); err != nil {
		return m, false, false
	}
	sums := func() bool {
		h := fnv.New64a()
		h.Write(b[:metaBytes])
		return h.Sum64() == order.Uint64(b[metaBytes:])
	}
	if good = sums(); !good {
		for i := 0; i < 8*len(b) && !mended; i++ {
			b[i/8] ^= 1 << (i % 8)
			if mended = sums(); !mended {
				b[i/8] ^= 1 << (i % 8)
			}
		}
	}
	m = metaPage{root: order.Uint64(b[16:]), freelist: order.Uint64(b[32:]), pages: order.Uint64(b[40:]), txid: order.Uint64(b[48:])}
	return m, good, mended
}

// A structure is the pages of one snapshot, read from the file itself and with every number looked at before it is
// used: bbolt trusts its file, and a wrong number there may end the process.
type structure struct {
	file     io.ReaderAt
	pageSize int64
	meta     metaPage
	// each is called for every record, in order.
	each func(key, value []byte)
	// lenient goes on where a key is out of order, which one damaged key brings about. It looks at no page but those of the
	// tree.
	lenient bool

	taken []uint64 // a bit for each page that the tree or the list of free pages has
	last  []byte   // the key before
	least []byte   // what the next key may not be below
	rooms [deepest][]byte
}

// errStructure is a fault of the pages, and not of a record.
var errStructure = errors.New("the pages do not fit together")

func faulty(format string, args ...any) error {
	return fmt.Errorf("%w: %s", errStructure, fmt.Sprintf(format, args...))
}

// walk reads all pages that are in use, and the list of those that are not.
func (s *structure) walk() (t tally, err error) {
	s.taken = make([]uint64, s.meta.pages/64+1)
	s.take(0, 2) // the two of meta data
	root, err := s.page(s.meta.root, 0)
	if err != nil {
		return t, err
	}
	t, tree, err := s.buckets(root)
	if err == nil {
		err = s.tree(tree, 1)
	}
	if err == nil && !s.lenient {
		err = s.freelist()
	}
	if err != nil || s.lenient {
		return t, err
	}
	n := 0
	for _, b := range s.taken {
		n += bits.OnesCount64(b)
	}
	if uint64(n) != s.meta.pages {
		return t, faulty("%d of %d pages are neither used nor free", s.meta.pages-uint64(n), s.meta.pages)
	}
	return t, nil
}

// take notes pages that nothing else may have.
func (s *structure) take(first, n uint64) error {
	if first >= s.meta.pages || n > s.meta.pages-first {
		return faulty("page %d with %d more is behind the end, %d", first, n-1, s.meta.pages)
	}
	for p := first; p < first+n; p++ {
		if s.taken[p/64]&(1<<(p%64)) != 0 {
			return faulty("page %d is used twice", p)
		}
		s.taken[p/64] |= 1 << (p % 64)
	}
	return nil
}

// page reads a page with those that belong to it. The bytes are good until the next one of this depth is read.
func (s *structure) page(id uint64, depth int) ([]byte, error) {
	if depth >= deepest {
		return nil, faulty("page %d lies too deep", id)
	}
	if err := s.take(id, 1); err != nil {
		return nil, err
	}
	b := room(&s.rooms[depth], s.pageSize)
	if _, err := s.file.ReadAt(b, int64(id)*s.pageSize); err != nil {
		return nil, fmt.Errorf("read page %d: %w", id, err)
	}
	if order.Uint64(b) != id {
		return nil, faulty("page %d says that it is %d", id, order.Uint64(b))
	}
	more := uint64(order.Uint32(b[12:]))
	if more == 0 {
		return b, nil
	}
	if err := s.take(id+1, more); err != nil {
		return nil, err
	}
	b = room(&s.rooms[depth], int64(1+more)*s.pageSize)
	if _, err := s.file.ReadAt(b, int64(id)*s.pageSize); err != nil {
		return nil, fmt.Errorf("read page %d: %w", id, err)
	}
	return b, nil
}

func room(b *[]byte, n int64) []byte {
	if int64(cap(*b)) < n {
		*b = make([]byte, n)
	}
	return (*b)[:n]
}

// buckets reads the root: the tally and the number of the first page of the tree.
func (s *structure) buckets(root []byte) (t tally, tree uint64, err error) {
	seen := 0
	err = s.leaf(root, 1, func(name, value []byte) error {
		seen++
		switch {
		case len(value) < inBucket:
		case string(name) == bucketName:
			tree = order.Uint64(value)
			if tree == 0 { // so few records that they lie here
				return s.records(value[inBucket:])
			}
			return nil
		case string(name) == tallyName && order.Uint64(value) == 0:
			return s.leaf(value[inBucket:], 0, func(key, value []byte) (err error) {
				t, err = readTally(value)
				return err
			})
		}
		return faulty("there is a bucket that is not ours")
	})
	if err == nil && seen != 2 {
		err = faulty("%d buckets instead of 2", seen)
	}
	return t, tree, err
}

// tree reads a page of the tree and those under it.
func (s *structure) tree(id uint64, depth int) error {
	if id == 0 {
		return nil
	}
	page, err := s.page(id, depth)
	if err != nil {
		return err
	}
	if order.Uint16(page[8:]) == isLeaf {
		return s.records(page)
	}
	if order.Uint16(page[8:]) != isBranch {
		return faulty("page %d is of kind %x", id, order.Uint16(page[8:]))
	}
	n := int(order.Uint16(page[10:]))
	if n == 0 || pageHeader+n*element > len(page) {
		return faulty("page %d has %d branches", id, n)
	}
	for i := range n {
		at := pageHeader + i*element
		key, ok := part(page, at, uint64(order.Uint32(page[at:])), uint64(order.Uint32(page[at+4:])))
		if !ok && !s.lenient {
			return faulty("page %d: branch %d reaches behind its end", id, i)
		}
		if i > 0 && !s.lenient { // what is below the first key of all is looked for in the first branch too
			if bytes.Compare(key, s.last) <= 0 {
				return faulty("page %d: branch %d is out of order", id, i)
			}
			s.least = append(s.least[:0], key...)
		}
		if err := s.tree(order.Uint64(page[at+8:]), depth+1); err != nil {
			return err
		}
	}
	return nil
}

// records reads a leaf of records.
func (s *structure) records(page []byte) error {
	return s.leaf(page, 0, func(key, value []byte) error {
		if !s.lenient && (s.last != nil && bytes.Compare(key, s.last) <= 0 || bytes.Compare(key, s.least) < 0) {
			return faulty("the key %.80q is out of order", key)
		}
		s.last = append(s.last[:0], key...)
		s.each(key, value)
		return nil
	})
}

// leaf calls f for the elements of a leaf, all of which have these flags.
func (s *structure) leaf(page []byte, flags uint32, f func(key, value []byte) error) (err error) {
	if len(page) < pageHeader || order.Uint16(page[8:]) != isLeaf {
		return faulty("what should be a leaf is none")
	}
	n := int(order.Uint16(page[10:]))
	if pageHeader+n*element > len(page) {
		return faulty("a leaf has %d elements", n)
	}
	end := uint64(0)
	defer func() { // what is behind the last is zero, or that is shorter than it was
		if err == nil && n > 0 && len(bytes.TrimLeft(page[end:], "\x00")) > 0 {
			err = faulty("there is something behind the last element of a leaf")
		}
	}()
	for i := range n {
		at := pageHeader + i*element
		pos, ksize, vsize := uint64(order.Uint32(page[at+4:])), uint64(order.Uint32(page[at+8:])), uint64(order.Uint32(page[at+12:]))
		both, ok := part(page, at, pos, ksize+vsize)
		if i > 0 && uint64(at)+pos != end { // bbolt writes them one behind the other, so a wrong length shows
			ok = false
		}
		end = uint64(at) + pos + ksize + vsize
		if !ok || order.Uint32(page[at:]) != flags || ksize == 0 {
			return faulty("an element of a leaf makes no sense")
		}
		if err := f(both[:ksize], both[ksize:]); err != nil {
			return err
		}
	}
	return nil
}

// part is the bytes of an element, whose place is counted from where the element is described.
func part(page []byte, at int, pos, n uint64) ([]byte, bool) {
	from := uint64(at) + pos
	if from > uint64(len(page)) || n > uint64(len(page))-from {
		return nil, false
	}
	return page[from : from+n : from+n], true
}

// freelist reads which pages are free: none of them may be used, or the next commit would write over it.
func (s *structure) freelist() error {
	page, err := s.page(s.meta.freelist, 0)
	if err != nil {
		return err
	}
	if order.Uint16(page[8:]) != isFreelist {
		return faulty("the list of free pages is none")
	}
	at, n := pageHeader, uint64(order.Uint16(page[10:]))
	if n == 0xffff { // too many for its room there
		at, n = at+8, order.Uint64(page[at:])
	}
	if n > uint64(len(page)-at)/8 {
		return faulty("the list of free pages is longer than its room")
	}
	for i := range int(n) {
		if err := s.take(order.Uint64(page[at+8*i:]), 1); err != nil {
			return err
		}
	}
	return nil
}
