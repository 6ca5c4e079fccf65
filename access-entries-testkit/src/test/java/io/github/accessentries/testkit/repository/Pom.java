package io.github.accessentries.testkit.repository;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A POM as it is written, with nothing inherited. */
final class Pom {

    private final String path;
    private final Document document;
    private final XPath xpath = XPathFactory.newInstance().newXPath();

    Pom(String path) throws IOException, SAXException, ParserConfigurationException {
        this.path = path;
        this.document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Repository.ROOT.resolve(path).toFile());
    }

    /** The texts of the elements that an XPath finds. */
    List<String> texts(String expression) {
        try {
            NodeList nodes = (NodeList) xpath.evaluate(expression, document, XPathConstants.NODESET);
            return IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent().strip())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(expression, e);
        }
    }

    Optional<String> property(String name) {
        return texts("/project/properties/*[name()='" + name + "']").stream().findFirst();
    }

    /** The version of a dependency, managed or asked for; it may be the name of a property in {@code ${}}. */
    Optional<String> version(String artifact) {
        return texts("/project//dependency[artifactId='" + artifact + "']/version").stream()
                .findFirst();
    }

    @Override
    public String toString() {
        return path;
    }
}
