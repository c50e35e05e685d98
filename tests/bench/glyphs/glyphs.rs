//! Rasterizers side by side in one wasm, for `npm run bench:glyphs`: each function does a whole job
//! once, `glyphs.js` calls and times it.
//!
//! Plain exports instead of wasm-bindgen, so that nothing but cargo is needed to build it.

#![expect(unsafe_code, reason = "an export is a name that nobody else may use")]
#![expect(clippy::unwrap_used, reason = "a bench that can't go on has failed")]

mod contenders;

use std::cell::RefCell;

use contenders::{Bench, Job};

thread_local! {
    static BYTES: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static BENCH: RefCell<Option<Bench>> = const { RefCell::new(None) };
}

/// Room for the bytes of a font.
#[unsafe(no_mangle)]
extern "C" fn buffer(len: usize) -> *mut u8 {
    BYTES.with_borrow_mut(|bytes| {
        *bytes = vec![0; len];
        bytes.as_mut_ptr()
    })
}

/// Takes the font in the buffer.
#[unsafe(no_mangle)]
extern "C" fn load() {
    let bytes = BYTES.take();
    BENCH.set(Some(Bench::new(bytes)));
}

/// Does a job once; a sum of what it drew, so that nothing is left out and contenders can be compared.
#[unsafe(no_mangle)]
extern "C" fn run(job: u32) -> f64 {
    let job = Job::ALL[job as usize];
    BENCH.with_borrow_mut(|bench| bench.as_mut().unwrap().run(job))
}
