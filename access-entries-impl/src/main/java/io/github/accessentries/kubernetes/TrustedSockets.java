package io.github.accessentries.kubernetes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Makes connections over TLS that take no more requests once their server is no longer trusted. */
final class TrustedSockets extends SSLSocketFactory {

    private final SSLSocketFactory sockets;
    private final ClusterTrust trust;

    TrustedSockets(SSLSocketFactory sockets, ClusterTrust trust) {
        this.sockets = sockets;
        this.trust = trust;
    }

    private Socket trusted(Socket socket) {
        return new TrustedSocket((SSLSocket) socket, trust);
    }

    @Override
    public Socket createSocket() throws IOException {
        return trusted(sockets.createSocket());
    }

    @Override
    public Socket createSocket(Socket below, String host, int port, boolean autoClose) throws IOException {
        return trusted(sockets.createSocket(below, host, port, autoClose));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return trusted(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return trusted(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return trusted(sockets.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return trusted(sockets.createSocket(host, port, from, fromPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }
}
