package io.github.accessentries.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as forges read it, into HTML. */
final class Markdown {

    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

    private Markdown() {}

    static Page read(String source, String text) {
        Node document = PARSER.parse(text);
        List<Page.Section> sections = new ArrayList<>();
        List<String> titles = new ArrayList<>();
        IdGenerator anchors = IdGenerator.builder().build();
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Heading heading) {
                String title = text(heading);
                String anchor = anchors.generateId(title);
                if (heading.getLevel() == 1) {
                    titles.add(title);
                } else if (heading.getLevel() == 2) {
                    sections.add(new Page.Section(title, anchor));
                }
            }
        });
        if (titles.size() != 1) {
            throw new IllegalStateException(
                    source + " has the titles " + titles + ": a page has one heading of the first level");
        }
        Wide.wrap(document);
        return new Page(source, titles.get(0), sections, document);
    }

    static String html(Page page, UnaryOperator<String> links) {
        return HtmlRenderer.builder()
                .extensions(EXTENSIONS)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof Link link) {
                        attributes.put("href", links.apply(link.getDestination()));
                    }
                })
                .nodeRendererFactory(Blocks::new)
                .build()
                .render(page.document());
    }

    /** The links in the lists of a page, with what they are called there, by the heading above them. */
    static Map<String, Map<String, String>> listedLinks(Page page) {
        Map<String, Map<String, String>> links = new LinkedHashMap<>();
        page.document().accept(new AbstractVisitor() {
            private String section = "";
            private boolean listed;

            @Override
            public void visit(Heading heading) {
                section = text(heading);
            }

            @Override
            public void visit(ListItem item) {
                listed = true;
                visitChildren(item);
                listed = false;
            }

            @Override
            public void visit(Link link) {
                if (listed) {
                    links.computeIfAbsent(section, name -> new LinkedHashMap<>())
                            .put(link.getDestination(), text(link));
                }
            }
        });
        return links;
    }

    static String text(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text part) {
                text.append(part.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak lineBreak) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    /** Code in colours, what is wide in a region; comments, which are for the tests, are left out. */
    private record Blocks(HtmlNodeRendererContext context) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(FencedCodeBlock.class, HtmlBlock.class, Wide.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof FencedCodeBlock block) {
                context.getWriter()
                        .raw("<pre><code>" + Highlighter.html(block.getInfo(), block.getLiteral()) + "</code></pre>\n");
            } else if (node instanceof Wide wide) {
                context.getWriter()
                        .raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\""
                                + Highlighter.escape(wide.label()) + "\">\n");
                context.render(wide.getFirstChild());
                context.getWriter().raw("</div>\n");
            } else if (node instanceof HtmlBlock block) {
                context.getWriter().raw(block.getLiteral().replaceAll("(?s)<!--.*?-->", ""));
                context.getWriter().line();
            }
        }
    }
}
