
"use strict";
// Sorts and filters the tables. Without it they are as the report has them.
{
    // Figures are compared as they are, not as they are written: whole numbers beyond 2^53 too.
    const value = (row, column) => {
        const cell = row.cells[column];
        const data = cell?.querySelector("data");
        if (!data) return cell?.textContent.trim() || null;
        const [numerator, denominator] = data.value.split("/");
        return denominator === undefined ? BigInt(numerator) : Number(numerator) / Number(denominator);
    };
    const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const compare = (one, other) =>
        typeof one === "string" ? words.compare(one, other) : one < other ? -1 : one > other ? 1 : 0;

    // What is empty stands last in both directions.
    const sorted = (entries, column, sign) => {
        const keyed = entries.map((entry) => ({ entry, key: value(entry.row, column) }));
        keyed.sort((one, other) =>
            one.key === null || other.key === null
                ? (one.key === null) - (other.key === null)
                : sign * compare(one.key, other.key));
        return keyed.map(({ entry }) => entry);
    };

    // A tree stays one: rows are put in order among those with the same parent.
    const tree = (rows) => {
        const roots = [];
        const path = [];
        for (const row of rows) {
            const entry = { row, children: [] };
            const level = Number(row.getAttribute("aria-level") ?? 1);
            path.length = Math.min(path.length, level - 1);
            (path.at(-1)?.children ?? roots).push(entry);
            path.push(entry);
        }
        return roots;
    };
    const flat = (entries, order) =>
        order(entries).flatMap((entry) => [entry.row, ...flat(entry.children, order)]);

    const makeSortable = (table, body, rows) => {
        const headers = [...table.tHead.rows[0].cells];
        headers.forEach((header, column) => {
            const button = document.createElement("button");
            button.type = "button";
            button.append(...header.childNodes);
            header.append(button);
            header.setAttribute("aria-sort", "none");
            // Of figures the largest are looked for first.
            const cycle = header.classList.contains("n")
                ? ["descending", "ascending", "none"] : ["ascending", "descending", "none"];
            button.addEventListener("click", () => {
                const now = cycle[(cycle.indexOf(header.getAttribute("aria-sort")) + 1) % 3];
                for (const other of headers) other.setAttribute("aria-sort", "none");
                header.setAttribute("aria-sort", now);
                const sign = now === "ascending" ? 1 : -1;
                const order = now === "none" ? (entries) => entries : (entries) => sorted(entries, column, sign);
                body.append(...flat(tree(rows), order));
            });
        });
    };

    const makeFilter = (tools, rows) => {
        const plain = (text) => text.normalize("NFKC").toLocaleLowerCase();
        const input = tools.querySelector("input");
        const output = tools.querySelector("output");
        const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));
        const show = (entry, wanted, isBelow) => {
            const isFound = isBelow || texts.get(entry.row).includes(wanted);
            const found = entry.children.map((child) => show(child, wanted, isFound));
            entry.row.hidden = !(isFound || found.includes(true));
            return !entry.row.hidden;
        };
        tools.hidden = false;
        input.addEventListener("input", () => {
            const wanted = plain(input.value.trim());
            for (const entry of tree(rows)) show(entry, wanted, false);
            const shown = rows.filter((row) => !row.hidden).length;
            output.textContent = wanted === "" ? "" : output.dataset.form.replace("#", shown).replace("#", rows.length);
        });
    };

    for (const table of document.querySelectorAll("table")) {
        const body = table.tBodies[0];
        const rows = [...body.rows];
        if (rows.length < 2) continue;
        makeSortable(table, body, rows);
        const tools = table.closest("section")?.querySelector(".tools");
        if (tools) makeFilter(tools, rows);
    }
}
