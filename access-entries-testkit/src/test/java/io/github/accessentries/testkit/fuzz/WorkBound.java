package io.github.accessentries.testkit.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much may be allocated for an input: a measure of work that does not depend on the machine, so that a build may fail by it. The
 * fixed part has room for tables that are read once.
 *
 * @param bytes how many bytes
 */
record WorkBound(long bytes) {

    private static final long AT_ALL = 128L << 20;
    private static final long FOR_EACH_BYTE = 64L << 10;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static WorkBound of(int inputLength) {
        return new WorkBound(AT_ALL + FOR_EACH_BYTE * inputLength);
    }

    /** Does the work a second time if it takes too much, since the first one may have loaded classes, and an engine have instrumented them. */
    void check(Runnable work) {
        long allocated = allocated(work);
        if (allocated > bytes) {
            allocated = allocated(work);
        }
        if (allocated > bytes) {
            throw new AssertionError("It allocated " + allocated + " bytes, and may allocate " + bytes);
        }
    }

    private static long allocated(Runnable work) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        work.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
