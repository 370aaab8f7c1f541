/// Some columns of another row, for those who go through very many of them and need no more.
public protocol NarrowRow: TableRow {
    associatedtype Whole: TableRow
    init(_ whole: Whole)
}
