/* ghotona network: who acts on whom, as a graph for Gephi and the like, or as a table of edges. SPDX-License-Identifier: Apache-2.0 */
#include "cli/accounted.h"

const char network_help[] =
    "Usage: ghotona network [OPTIONS] ARCHIVE\n"
    "\n"
    "Who acts on whom: an edge for each pair with events between them, the heaviest first, as a table, or as a graph file.\n"
    "\n"
    "  ghotona network news.db --gexf -o news.gexf --since 2024-07\n"
    "  ghotona network news.db --type ASSAULT --csv -o edges.csv\n"
    "  ghotona events news.db 'actor:India recipient:Bangladesh'      the sentences of an edge\n"
    "\n"
    "  --gexf          a graph in GEXF 1.3 (Gephi)\n"
    "  --graphml       a graph in GraphML (yEd, igraph, networkx)\n"
    ACCOUNTED_OPTIONS_HELP
    "\n"
    ARCHIVE_ENDS_HELP;

enum { EDGES_WANTED = 1000 };
enum { EDGE_SOURCE, EDGE_TARGET, EDGE_EVENTS, EDGE_RECORDS, EDGE_ARTICLES, EDGE_SCALE };
enum { NODE_KEY, NODE_NAME, NODE_CODE, NODE_SECTOR };

struct network { struct accounted x; bool gexf, graphml; uint32_t edges; struct buf out; };

/* What XML cannot hold, even escaped, is left out. */
static bool is_xml(uint32_t c) { return c == '\t' || c == '\n' || c == '\r' || (c >= ' ' && c != 0xFFFE && c != 0xFFFF && c != UTF8_BAD); }

static void put_escaped(struct buf *to, str s) {
    for (size_t at = 0, used; at < s.len; at += used) {
        uint32_t c = utf8_next(s.at + at, s.len - at, &used);
        if (c == '&') buf_text(to, "&amp;");
        else if (c == '<') buf_text(to, "&lt;");
        else if (c == '>') buf_text(to, "&gt;");
        else if (c == '"') buf_text(to, "&quot;");
        else if (c == '\t' || c == '\n' || c == '\r') buf_printf(to, "&#%u;", (unsigned)c);
        else if (is_xml(c)) buf_put(to, s.at + at, used);
    }
}

/* An attribute of a node or an edge, none for an unknown value. */
static void put_attribute(struct network *n, const char *name, str value) {
    if (!value.len) return;
    buf_printf(&n->out, n->gexf ? "<attvalue for=\"%s\" value=\"" : "<data key=\"%s\">", name);
    put_escaped(&n->out, value);
    buf_text(&n->out, n->gexf ? "\"/>" : "</data>");
}

static void put_node(struct accounted *x, sqlite3_stmt *s) {
    struct network *n = (struct network *)x;
    buf_printf(&n->out, "<node id=\"n%lld\"", (long long)sqlite3_column_int64(s, NODE_KEY));
    if (n->gexf) {
        buf_text(&n->out, " label=\"");
        put_escaped(&n->out, store_text(s, NODE_NAME));
        buf_text(&n->out, "\"><attvalues>");
    } else {
        buf_text(&n->out, ">");
        put_attribute(n, "label", store_text(s, NODE_NAME));
    }
    put_attribute(n, "code", store_text(s, NODE_CODE));
    put_attribute(n, "sector", store_text(s, NODE_SECTOR));
    buf_text(&n->out, n->gexf ? "</attvalues></node>\n" : "</node>\n");
}

static void put_edge(struct accounted *x, sqlite3_stmt *s) {
    struct network *n = (struct network *)x;
    str scale = sqlite3_column_type(s, EDGE_SCALE) == SQLITE_NULL ? (str){0} : arena_printf(&x->arena, "%.2f", sqlite3_column_double(s, EDGE_SCALE));
    buf_printf(&n->out, "<edge id=\"e%u\" source=\"n%lld\" target=\"n%lld\"", (unsigned)n->edges++, (long long)sqlite3_column_int64(s, EDGE_SOURCE), (long long)sqlite3_column_int64(s, EDGE_TARGET));
    if (n->gexf) buf_printf(&n->out, " weight=\"%lld\"><attvalues>", (long long)sqlite3_column_int64(s, EDGE_EVENTS));
    else buf_text(&n->out, ">"), put_attribute(n, "weight", store_text(s, EDGE_EVENTS));
    put_attribute(n, "records", store_text(s, EDGE_RECORDS));
    put_attribute(n, "articles", store_text(s, EDGE_ARTICLES));
    put_attribute(n, "scale", scale);
    buf_text(&n->out, n->gexf ? "</attvalues></edge>\n" : "</edge>\n");
}

static const char gexf_begin[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n<graph defaultedgetype=\"directed\">\n"
    "<attributes class=\"node\"><attribute id=\"code\" title=\"code\" type=\"string\"/><attribute id=\"sector\" title=\"sector\" type=\"string\"/></attributes>\n"
    "<attributes class=\"edge\"><attribute id=\"records\" title=\"records\" type=\"long\"/><attribute id=\"articles\" title=\"articles\" type=\"long\"/>"
    "<attribute id=\"scale\" title=\"scale\" type=\"double\"/></attributes>\n<nodes>\n";
static const char graphml_begin[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
    "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n<key id=\"code\" for=\"node\" attr.name=\"code\" attr.type=\"string\"/>\n"
    "<key id=\"sector\" for=\"node\" attr.name=\"sector\" attr.type=\"string\"/>\n<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"long\"/>\n"
    "<key id=\"records\" for=\"edge\" attr.name=\"records\" attr.type=\"long\"/>\n<key id=\"articles\" for=\"edge\" attr.name=\"articles\" attr.type=\"long\"/>\n"
    "<key id=\"scale\" for=\"edge\" attr.name=\"scale\" attr.type=\"double\"/>\n<graph edgedefault=\"directed\">\n";

static int put_graph(struct network *n) {
    buf_text(&n->out, n->gexf ? gexf_begin : graphml_begin);
    int end = accounted_rows(&n->x, ACCOUNT_NODES, put_node);
    if (n->gexf) buf_text(&n->out, "</nodes>\n<edges>\n");
    if (end == CLI_DONE) end = accounted_rows(&n->x, ACCOUNT_EDGES, put_edge);
    buf_text(&n->out, n->gexf ? "</edges>\n</graph>\n</gexf>\n" : "</graph>\n</graphml>\n");
    if (end == CLI_DONE) table_say(&n->x.table, buf_view(&n->out));
    buf_free(&n->out);
    return end;
}

static void put_row(struct accounted *x, sqlite3_stmt *s) {
    for (int i = EDGE_EVENTS; i < sqlite3_column_count(s); i++) accounted_cell(x, s, i);
    table_end_row(&x->table);
}

static bool check_form(const struct network *n) {
    const struct table_options *o = &n->x.table_options;
    if (n->gexf + n->graphml + o->json + o->jsonl + o->csv <= 1) return true;
    talk("ghotona %s: one form at a time: --gexf, --graphml, --json, --jsonl or --csv", n->x.self->name);
    return false;
}

int cmd_network(const struct command *self, int argc, char **argv) {
    static const struct column columns[] = {{"events", 6}, {"records", 7}, {"articles", 8}, {"scale", 6}, {"source", 0}, {"target", 0}};
    struct network n = {.x = {.self = self, .limit = EDGES_WANTED}};
    const struct cli_option table[] = {{"gexf", 0, OPTION_FLAG, &n.gexf}, {"graphml", 0, OPTION_FLAG, &n.graphml}, ACCOUNTED_OPTIONS(n.x)};
    int count = options_parse(self, table, LENGTH(table), argc, argv);
    if (count < 0 || !check_form(&n)) return CLI_USAGE;
    int end = accounted_open(&n.x, argv, count, 1);
    if (end != CLI_DONE) return end;
    if (n.gexf || n.graphml) return accounted_close(&n.x, put_graph(&n));
    table_columns(&n.x.table, columns, LENGTH(columns));
    return accounted_close(&n.x, accounted_rows(&n.x, ACCOUNT_EDGES, put_row));
}
