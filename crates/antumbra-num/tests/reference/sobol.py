"""Direction numbers and reference points of the Sobol' sequence.

Run: python sobol.py table > ../../data/joe-kuo-6.txt
     python sobol.py points > sobol.txt             (SciPy 1.17.1, NumPy 2.4.6)

SciPy carries the numbers of Joe & Kuo (2008), file new-joe-kuo-6.21201, as polynomials with their
first and last coefficient; the table has the authors' columns d, s, a, m. The reference is a line
per index: index, then the points of chosen dimensions as whole multiples of 2^-53.
"""
import os
import sys
import numpy as np
import scipy
from scipy.stats import qmc

DIMENSIONS = 1024
HEADER = """\
# Direction numbers of the Sobol' sequence, the first %d dimensions of new-joe-kuo-6.21201:
# S. Joe and F. Y. Kuo, Constructing Sobol sequences with better two-dimensional projections,
# SIAM J. Sci. Comput. 30, 2635-2654 (2008). https://web.maths.unsw.edu.au/~fkuo/sobol/
# Columns: dimension d, degree s, coefficients a, initial numbers m. Dimension 1 has none.
#
# Copyright (c) 2008, Frances Y. Kuo and Stephen Joe. All rights reserved.
# Redistribution and use in source and binary forms, with or without modification, are permitted
# provided that the following conditions are met:
#  * Redistributions of source code must retain the above copyright notice, this list of conditions
#    and the following disclaimer.
#  * Redistributions in binary form must reproduce the above copyright notice, this list of
#    conditions and the following disclaimer in the documentation and/or other materials provided
#    with the distribution.
#  * Neither the names of the copyright holders nor the names of the University of New South Wales
#    and the University of Waikato and its contributors may be used to endorse or promote products
#    derived from this software without specific prior written permission.
# THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES,
# INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
# PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS BE LIABLE FOR ANY DIRECT,
# INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO,
# PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
# INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
# OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN
# IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.""" % DIMENSIONS


def table():
    print(HEADER)
    z = np.load(os.path.join(os.path.dirname(scipy.__file__), "stats", "_sobol_direction_numbers.npz"))
    for d in range(1, DIMENSIONS):
        p = int(z["poly"][d])
        s = p.bit_length() - 1
        a = (p >> 1) & ((1 << (s - 1)) - 1)
        print(d + 1, s, a, *(int(m) for m in z["vinit"][d][:s]))


def points():
    dims = [1, 2, 3, 5, 40, 111, 500, 1024]
    print("# scipy", scipy.__version__, "stats.qmc.Sobol(1024, scramble=False), made by sobol.py")
    print("index", *dims)
    starts = [0, 1000, 2**16 - 2, 2**20 - 2, 2**26 + 12345]
    for start in starts:
        engine = qmc.Sobol(DIMENSIONS, scramble=False)
        if start:
            engine.fast_forward(start)
        for k, row in enumerate(engine.random(20 if start == 0 else 4)):
            print(start + k, *(int(row[d - 1] * 2**53) for d in dims))


if __name__ == "__main__":
    {"table": table, "points": points}[sys.argv[1]]()
