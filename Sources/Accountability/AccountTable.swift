import Assistance
import CanonicalJSON
import Glibc

/// Accounts found by the bytes of their names, many times faster than by `String`s that would first have to be made.
struct AccountTable: Sendable {
    private(set) var accounts: [Account] = []
    /// All names, one after another, and where each ends.
    private var names: [UInt8] = []
    private var ends: [Int] = []
    /// An index into `accounts`, or -1, at the hash of a name or behind it; a power of two of them, at most half of which are taken.
    private var slots = [Int32](repeating: -1, count: 256)
    /// Another one in every process, so that no file can be made whose names all fall together.
    private let seed = UInt64.random(in: .min ... .max)

    /// The index of the account with this name, which is added if it is new; nil if no account can have it.
    mutating func index(of name: UnsafeRawBufferPointer) -> Int? {
        var slot = hash(name) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if isName(of: index, name) { return index }
            slot = (slot + 1) & (slots.count - 1)
        }
        guard let account = Account(String(decoding: name, as: UTF8.self)) else { return nil }
        slots[slot] = Int32(accounts.count)
        accounts.append(account)
        names.append(contentsOf: name)
        ends.append(names.count)
        if accounts.count * 2 > slots.count { grow() }
        return accounts.count - 1
    }

    private func start(of index: Int) -> Int { index == 0 ? 0 : ends[index - 1] }

    private func isName(of index: Int, _ name: UnsafeRawBufferPointer) -> Bool {
        let start = start(of: index)
        guard ends[index] - start == name.count else { return false }
        return names.withUnsafeBytes { names in
            guard let known = names.baseAddress, let asked = name.baseAddress else { return true }
            return memcmp(known + start, asked, name.count) == 0
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for index in accounts.indices {
            let range = start(of: index)..<ends[index]
            var slot = names.withUnsafeBytes { hash(UnsafeRawBufferPointer(rebasing: $0[range])) } & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }

    /// Each eight bytes are folded in by a multiplication to 128 bits (as in Y. Wang's wyhash).
    private func hash(_ name: UnsafeRawBufferPointer) -> Int {
        var hash = seed ^ UInt64(name.count)
        var index = 0
        while index + 8 <= name.count {
            hash = AccountTable.fold(hash ^ name.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            index += 8
        }
        var rest: UInt64 = 0
        while index < name.count {
            rest = rest << 8 | UInt64(name[index])
            index += 1
        }
        return Int(truncatingIfNeeded: AccountTable.fold(hash ^ rest))
    }

    private static func fold(_ number: UInt64) -> UInt64 {
        let (high, low) = number.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return high ^ low
    }
}
