package io.github.accessentries.kubernetes;

import io.github.accessentries.Sleeper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock that kubectl takes as well while it changes a kubeconfig: a file beside it, {@code config.lock}, which only one can
 * make (client-go, {@code tools/clientcmd/loader.go}). Where the path is a link, the file that it leads to is locked too, so that
 * writers by different links exclude each other.
 *
 * <p>kubectl gives up at once if the lock is there; here it is waited for, since others hold it for milliseconds. It is deleted
 * also when the JVM is asked to end meanwhile. A process that is killed may leave it; nobody can tell that from one that is slow,
 * so it is only told.
 */
final class KubeconfigLock {

    private static final Logger LOG = LoggerFactory.getLogger(KubeconfigLock.class);

    private static final Duration STEP = Duration.ofMillis(50);
    private static final int STEPS = 200;

    private final List<Path> held = new ArrayList<>();
    private final AtomicBoolean isReleased = new AtomicBoolean();
    private final Thread atExit = new Thread(this::deleteAtExit, "kubeconfig-lock");

    private KubeconfigLock() {}

    /** What is done under the lock. */
    interface Work {
        void run() throws IOException;
    }

    static void holding(Path file, Path behindLinks, Sleeper sleeper, Work work) throws IOException {
        KubeconfigLock lock = new KubeconfigLock();
        Runtime.getRuntime().addShutdownHook(lock.atExit);
        try {
            // In this order, so that two who take both never wait for each other.
            for (Path path : new TreeSet<>(List.of(file.toAbsolutePath(), behindLinks))) {
                lock.take(path.resolveSibling(path.getFileName() + ".lock"), sleeper);
            }
            work.run();
        } finally {
            lock.release();
        }
    }

    private void take(Path place, Sleeper sleeper) throws IOException {
        for (int i = 0; i < STEPS; i++) {
            try {
                Files.createFile(place);
                synchronized (held) {
                    held.add(place);
                }
                return;
            } catch (FileAlreadyExistsException e) {
                await(place, sleeper);
            }
        }
        throw new FileSystemException(
                place.toString(),
                null,
                "somebody has held this lock for " + STEP.multipliedBy(STEPS).toSeconds()
                        + " seconds; if no program is writing the kubeconfig, one that was killed has left it, so delete it");
    }

    private static void await(Path place, Sleeper sleeper) throws IOException {
        try {
            sleeper.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("Interrupted while waiting for " + place);
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private void delete() throws IOException {
        // Once only: afterwards, a lock at this place is somebody else's.
        if (isReleased.compareAndSet(false, true)) {
            synchronized (held) {
                for (Path place : held) {
                    Files.deleteIfExists(place);
                }
            }
        }
    }

    private void deleteAtExit() {
        try {
            delete();
        } catch (IOException e) {
            LOG.warn("The lock of a kubeconfig could not be deleted; delete {}", held, e);
        }
    }

    private void release() throws IOException {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and there is nothing left for the hook to do.
        }
    }
}
